/** Organisations (组织): what people of the city belong to besides their households. */
@NullMarked
package io.communitycloud.resident.organisation;

import org.jspecify.annotations.NullMarked;
