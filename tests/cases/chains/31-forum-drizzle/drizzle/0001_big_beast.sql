ALTER TABLE "threads" RENAME COLUMN "author" TO "author_id";--> statement-breakpoint
ALTER TABLE "threads" DROP CONSTRAINT "threads_author_users_id_fk";
--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "score" integer GENERATED ALWAYS AS IDENTITY (sequence name "threads_score_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
