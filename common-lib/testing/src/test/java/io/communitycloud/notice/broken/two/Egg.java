package io.communitycloud.notice.broken.two;

import io.communitycloud.notice.broken.one.Chicken;
import org.jspecify.annotations.Nullable;

/** Comes from a chicken. */
public record Egg(@Nullable Chicken from) {}
