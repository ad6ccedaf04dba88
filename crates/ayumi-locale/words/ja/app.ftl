### Words of the door "app".
