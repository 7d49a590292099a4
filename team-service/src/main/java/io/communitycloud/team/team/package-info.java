/** Autonomy teams (自治团队): founded, active, dormant, dissolved, and what they do. */
@NullMarked
package io.communitycloud.team.team;

import org.jspecify.annotations.NullMarked;
