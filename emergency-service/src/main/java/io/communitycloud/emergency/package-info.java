/** Incidents, plans, response levels, guidelines and quarantine: what the city does when something happens. */
@NullMarked
package io.communitycloud.emergency;

import org.jspecify.annotations.NullMarked;
