CREATE TABLE IF NOT EXISTS "owners" ("id" serial PRIMARY KEY NOT NULL, "email" text, CONSTRAINT "owners_email_unique" UNIQUE("email"));
--> statement-breakpoint
DO $$ BEGIN
 ALTER TABLE "deals" ADD CONSTRAINT "deals_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "owners"("id") ON DELETE set null ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
