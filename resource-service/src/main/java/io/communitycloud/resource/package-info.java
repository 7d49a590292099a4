/** Hospitals, shelters, beds and supplies of the city, and their way from peacetime to an emergency and back. */
@NullMarked
package io.communitycloud.resource;

import org.jspecify.annotations.NullMarked;
