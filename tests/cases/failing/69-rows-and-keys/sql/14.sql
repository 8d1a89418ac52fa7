alter table coins alter minted set not null;
