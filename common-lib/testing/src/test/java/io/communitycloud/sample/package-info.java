/** A small service that keeps every convention. */
@NullMarked
package io.communitycloud.sample;

import org.jspecify.annotations.NullMarked;
