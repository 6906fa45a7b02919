-- Whose law an installation is under: said once, at its first opening, and never changed.
alter table installation add column country text not null default 'uk';
