drop sequence zoo.keepers_id_seq;
