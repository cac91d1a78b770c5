-- The other tables of the library are streamed as works and assets are.
ALTER TABLE activities REPLICA IDENTITY FULL;
ALTER TABLE collections REPLICA IDENTITY FULL;
ALTER TABLE edges REPLICA IDENTITY FULL;
ALTER TABLE annotations REPLICA IDENTITY FULL;
ALTER TABLE cards REPLICA IDENTITY FULL;
ALTER TABLE review_logs REPLICA IDENTITY FULL;

ALTER PUBLICATION deeprecall_publication ADD TABLE activities, collections, edges, annotations, cards,
  review_logs;
