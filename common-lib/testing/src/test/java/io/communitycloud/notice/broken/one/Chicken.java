package io.communitycloud.notice.broken.one;

import io.communitycloud.notice.broken.two.Egg;

/** Comes from an egg. */
public record Chicken(Egg from) {}
