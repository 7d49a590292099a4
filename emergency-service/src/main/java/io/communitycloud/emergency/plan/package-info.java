/** Plans: written in parts, approved by two persons, kept in every version. */
@NullMarked
package io.communitycloud.emergency.plan;

import org.jspecify.annotations.NullMarked;
