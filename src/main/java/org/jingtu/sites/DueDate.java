package org.jingtu.sites;

import java.time.LocalDate;

/**
 * A deadline that a site still has to meet.
 *
 * @param title what must be done, in the language of the request
 * @param startsOn day from which it counts: of the document, else of the source, else of the entry
 * @param dueOn last day on which it is met
 * @param overdue whether that day is past
 * @param source where the months come from, or that they are a default since no document fixes them
 */
record DueDate(
    SiteDeadline deadline,
    String title,
    LocalDate startsOn,
    LocalDate dueOn,
    boolean overdue,
    int months,
    String source) {}
