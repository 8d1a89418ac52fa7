CREATE TYPE "shelf_kind" AS ENUM('wood', 'steel');--> statement-breakpoint
CREATE TABLE "shelves" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" "shelf_kind" DEFAULT 'wood' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shelves" ALTER COLUMN "kind" SET DATA TYPE integer;
