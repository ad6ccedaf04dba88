### Words of the door "error".
