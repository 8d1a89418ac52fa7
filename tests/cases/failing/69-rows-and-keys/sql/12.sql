create unique index coins_gold on coins (minted) where is_gold;
