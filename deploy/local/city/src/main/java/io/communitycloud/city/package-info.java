/** The sample city: people who never lived, in households and dwellings by the figures of the census. */
@NullMarked
package io.communitycloud.city;

import org.jspecify.annotations.NullMarked;
