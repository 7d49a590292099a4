/** Quarantine orders: computed from the policy in force at the instant of arrival, followed day by day, ended and certified. */
@NullMarked
package io.communitycloud.emergency.quarantine;

import org.jspecify.annotations.NullMarked;
