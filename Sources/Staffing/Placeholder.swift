// Staffing
