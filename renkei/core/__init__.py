"""What every app stands on: records, guard, errors, clock, dates, text and the page frame."""
