### Words of the door "book".
