/** Finding from any corner to any other (多向查找): from person, household or dwelling to the others. */
@NullMarked
package io.communitycloud.resident.lookup;

import org.jspecify.annotations.NullMarked;
