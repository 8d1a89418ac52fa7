CREATE TABLE "votes" ("user_id" uuid, "thread_id" integer, CONSTRAINT "votes_user_id_thread_id_pk" PRIMARY KEY("user_id","thread_id"), CONSTRAINT "small" CHECK ("votes"."thread_id" > 0));
--> statement-breakpoint
ALTER TYPE "public"."role" ADD VALUE 'admin' BEFORE 'moderator';--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "name" SET DATA TYPE varchar(100);--> statement-breakpoint
CREATE UNIQUE INDEX "users_lower_name" ON "users" USING btree (lower("name"));--> statement-breakpoint
CREATE POLICY "own votes" ON "votes" AS PERMISSIVE FOR SELECT TO public USING (true);--> statement-breakpoint
ALTER TABLE "votes" ENABLE ROW LEVEL SECURITY;
