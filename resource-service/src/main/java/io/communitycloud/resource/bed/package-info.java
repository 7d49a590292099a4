/** Beds, their states, and who is assigned to them. */
@NullMarked
package io.communitycloud.resource.bed;

import org.jspecify.annotations.NullMarked;
