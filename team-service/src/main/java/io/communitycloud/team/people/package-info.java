/** What teams need to know of residents, told by the resident service. */
@NullMarked
package io.communitycloud.team.people;

import org.jspecify.annotations.NullMarked;
