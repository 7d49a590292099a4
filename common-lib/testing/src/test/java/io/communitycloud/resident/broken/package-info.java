/** Stands for another service. */
@NullMarked
package io.communitycloud.resident.broken;

import org.jspecify.annotations.NullMarked;
