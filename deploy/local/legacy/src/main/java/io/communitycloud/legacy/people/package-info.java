/** The people and the places the systems know of. */
@NullMarked
package io.communitycloud.legacy.people;

import org.jspecify.annotations.NullMarked;
