/** What teams do, entry by entry; it keeps them awake. */
@NullMarked
package io.communitycloud.team.activity;

import org.jspecify.annotations.NullMarked;
