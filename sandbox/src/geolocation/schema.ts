import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

/** The tables of the geolocation block. */
export const geolocationSchema: readonly string[] = [
  `${createTable(
    'geolocation_places',
    `name text not null, code text, address text, latitude real, longitude real, phone text, email text, location_type text,
     status text not null`,
  )}
   create unique index geolocation_places_by_code on geolocation_places (tenant, code) where code is not null;
   create index geolocation_places_by_latitude on geolocation_places (tenant, latitude);
   ${createTable('geolocation_regions', 'name text not null, description text, boundary text, status text not null')}
   ${createTable(
     'geolocation_tracked',
     'name text, owner_id text not null, latitude real, longitude real, location_updated_at text, entered text, left_regions text',
   )}
   ${createTable(
     'geolocation_points',
     `user_unique_id text not null, route_unique_id text, latitude real not null, longitude real not null, accuracy real, altitude real,
      speed real, heading real, tracked_at text not null`,
   )}
   create index geolocation_points_by_user on geolocation_points (tenant, user_unique_id, tracked_at);
   create table geolocation_inside (tenant text not null, user_unique_id text not null, region_id text not null,
     primary key (tenant, user_unique_id, region_id));
   ${createTable(
     'geolocation_events',
     `user_unique_id text not null, region_unique_id text not null, event text not null, latitude real not null, longitude real not null,
      occurred_at text not null`,
   )}
   create index geolocation_events_by_user on geolocation_events (tenant, user_unique_id, occurred_at);
   ${createView('geolocation_places', 'null as distance')}
   ${createView('geolocation_regions', 'null as location_count')}
   ${createView('geolocation_tracked', 'r.left_regions as "left"')}
   ${createView(
     'geolocation_events',
     '(select g.name from geolocation_regions g where g.tenant = r.tenant and g.unique_id = r.region_unique_id) as region_name',
   )}`,
]
