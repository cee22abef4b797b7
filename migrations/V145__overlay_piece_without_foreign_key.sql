-- The numbers of collections are those of the catalogue, which is compared with dataset at every start, and one class
-- writes pieces. A foreign key looked up the same few rows of dataset for every piece of an import, and kept a trigger event
-- in memory for each of them until the commit.
alter table overlay_piece drop constraint overlay_piece_collection_fkey;
