/** What a facility can take in, and how far that is known. */
@NullMarked
package io.communitycloud.resource.capacity;

import org.jspecify.annotations.NullMarked;
