package io.communitycloud.edge.partner;

/** Which budgets are in force, as the exchange publishes it after the response levels. */
record Budget(boolean emergency) {}
