CREATE FUNCTION next_ticket_number() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN nextval('ticket_numbers');
END
$$;
