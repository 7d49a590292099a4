/** The team service: autonomy teams, volunteers, and how both are called when they are needed. */
@NullMarked
package io.communitycloud.team;

import org.jspecify.annotations.NullMarked;
