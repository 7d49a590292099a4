/** The timed conversion of a facility from peacetime to an emergency (平战转换), and back. */
@NullMarked
package io.communitycloud.resource.conversion;

import org.jspecify.annotations.NullMarked;
