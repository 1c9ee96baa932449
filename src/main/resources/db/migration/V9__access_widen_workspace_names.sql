-- A name has 80 characters at most. H2 counts UTF-16 units, of which a character outside the basic plane has two.
ALTER TABLE workspaces ALTER COLUMN name SET DATA TYPE VARCHAR(160);
