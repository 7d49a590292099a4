/** Residents in bulk: a file is accepted, tried dry or for good, and answered row by row. */
@NullMarked
package io.communitycloud.resident.intake;

import org.jspecify.annotations.NullMarked;
