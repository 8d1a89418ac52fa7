create unique index coins_minted on coins (minted) where minted is not null;
