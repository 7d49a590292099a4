/** The kinds of teams and the skills the city knows, as shipped. */
@NullMarked
package io.communitycloud.team.kind;

import org.jspecify.annotations.NullMarked;
