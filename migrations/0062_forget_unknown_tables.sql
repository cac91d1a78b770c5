-- That a table was unknown is no answer for ever: an update of the server may have brought it.
DELETE FROM write_log WHERE code = 'UNKNOWN_TABLE';
