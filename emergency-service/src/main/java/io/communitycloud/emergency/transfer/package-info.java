/** Transfers to another province (省际接转): manifests, legs, headcounts, and a hand-over that two sides sign. */
@NullMarked
package io.communitycloud.emergency.transfer;

import org.jspecify.annotations.NullMarked;
