/** The residents of the city, their homes and households, and the areas they live in. */
@NullMarked
package io.communitycloud.resident;

import org.jspecify.annotations.NullMarked;
