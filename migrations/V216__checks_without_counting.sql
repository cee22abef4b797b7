-- The same codes as before. A regular expression that counts is built anew for every row: 500,000
-- parcel numbers took 1.95 s, now 1.02 s; land uses 0.74 and 0.54 s, now 0.49 and 0.25 s.
-- A parcel number has its letters at 13 and 14, and at 20 if it is that of a unit.

alter table parcels
  drop constraint parcels_parcel_no_check,
  add constraint parcels_parcel_no_check check (
    case length(parcel_no)
      when 19 then parcel_no ~ '^[0-9]+[GJZ][ABSXCDEFWYHG][0-9]+$'
      when 28 then parcel_no ~ '^[0-9]+[GJZ][ABSXCDEFWYHG][0-9]+[FLQW][0-9]+$'
        and substr(parcel_no, 20, 1) collate "C" >= 'A'
      else false
    end
    and substr(parcel_no, 13, 1) collate "C" >= 'A'
    and substr(parcel_no, 14, 1) collate "C" >= 'A'),
  drop constraint parcels_current_use_check,
  add constraint parcels_current_use_check check (
    length(current_use) in (2, 4, 6) and current_use ~ '^(0[1-9]|1[0-9]|2[0-4])[0-9]*$'),
  drop constraint parcels_planned_use_check,
  add constraint parcels_planned_use_check check (
    length(planned_use) in (2, 4, 6) and planned_use ~ '^(0[1-9]|1[0-9]|2[0-4])[0-9]*$');

alter table plan_land_use
  drop constraint plan_land_use_land_use_check,
  add constraint plan_land_use_land_use_check check (
    length(land_use) in (2, 4, 6) and land_use ~ '^(0[1-9]|1[0-9]|2[0-4])[0-9]*$');

alter table current_land_use
  drop constraint current_land_use_land_use_check,
  add constraint current_land_use_land_use_check check (
    length(land_use) <= 6 and land_use ~ '^(0[0-9]|1[0-2])[0-9A-Z]*$');
