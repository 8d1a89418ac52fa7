ALTER TABLE "shelves" ADD CONSTRAINT "shelves_owner_fk" FOREIGN KEY ("owner") REFERENCES "public"."owners"("id");
