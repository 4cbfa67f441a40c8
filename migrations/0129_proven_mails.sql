-- Brakes count what one address sent: apart what is proven to be its own, so that a flood forged in its name holds none of it up.
alter table mails add column proven boolean not null default false;
