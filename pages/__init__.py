"""What people see. A page is short: state, query, show."""
