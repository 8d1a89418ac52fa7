DO $$ BEGIN
 CREATE TYPE "stage" AS ENUM('lead', 'won', 'lost');
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "deals" ("id" bigserial PRIMARY KEY NOT NULL, "stage" "stage" DEFAULT 'lead', "owner_id" integer);
