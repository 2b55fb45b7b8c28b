-- Sheets that were printed together: a lost pile is void at once, and one sees who received theirs.

create table sheet_batch (
    id uuid primary key,
    section uuid not null references section (id),
    profile text not null,          -- of the people that it is for
    printed_at bigint not null,
    printed_by uuid not null,
    voided_at bigint,
    voided_by uuid
);
create index sheet_batch_by_section on sheet_batch (section, printed_at);

alter table activation add column batch uuid;   -- null: drawn alone, at the console or by its owner
alter table activation add column serial bigint; -- place in the batch, as on the sheet
alter table activation add column handed_at bigint; -- when it was ticked as handed out
create index activation_by_batch on activation (batch, serial);
