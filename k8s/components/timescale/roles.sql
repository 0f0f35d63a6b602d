-- Three roles: migrate owns the schema, write changes rows, read reads. Passwords are set by whoever
-- runs the server (alter role ... password), never here. Run as the owner of the database; running it
-- again changes nothing. docs/security.md says who uses which.
do $$
begin
  if not exists (select from pg_roles where rolname = 'penstock_write') then
    create role penstock_write login;
  end if;
  if not exists (select from pg_roles where rolname = 'penstock_read') then
    create role penstock_read login;
  end if;
end
$$;

revoke create on schema public from public;
grant usage on schema public to penstock_write, penstock_read;
grant select, insert, update, delete, truncate on all tables in schema public to penstock_write;
grant usage, select on all sequences in schema public to penstock_write;
grant select on all tables in schema public to penstock_read;
-- What later migrations create, too.
alter default privileges in schema public
  grant select, insert, update, delete, truncate on tables to penstock_write;
alter default privileges in schema public grant usage, select on sequences to penstock_write;
alter default privileges in schema public grant select on tables to penstock_read;
