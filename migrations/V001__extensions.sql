-- Geometry types, their functions and GiST operator classes.
-- The service's own role may lack the right to do this; then a superuser has done it before (docs/configuration.md).
create extension if not exists postgis;
