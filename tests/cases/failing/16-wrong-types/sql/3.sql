alter table scales alter on_ type timestamptz using on_::timestamptz;
